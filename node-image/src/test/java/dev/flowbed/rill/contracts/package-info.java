/** A short chain of the official node with contracts, and what that node answered about it. */
package dev.flowbed.rill.contracts;
