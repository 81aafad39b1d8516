package dev.flowbed.alephium.recording;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flowbed.alephium.model.ChainIndex;

/**
 * A block as an official node gave it.
 *
 * @param position its place among the blocks of its height; 0 is the one on the main chain
 * @param raw the serialized block in hexadecimal
 * @param json the block as the REST API shows it
 */
public record RecordedBlock(ChainIndex chain, int height, int position, String hash, String raw, JsonNode json) {}
