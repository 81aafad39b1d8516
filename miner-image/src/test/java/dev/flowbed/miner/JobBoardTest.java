package dev.flowbed.miner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flowbed.alephium.codec.Bytes;
import dev.flowbed.alephium.mining.MiningJob;
import dev.flowbed.alephium.model.ChainIndex;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobBoardTest {

    private final JobBoard board = new JobBoard(2, 0);

    private static Job job(int from, int to, long received) {
        return job(from, to, received, 7);
    }

    private static Job job(int from, int to, long received, int height) {
        MiningJob job = new MiningJob(
                new ChainIndex(from, to), Bytes.fromHex("0003"), MiningJob.NO_TXS, BigInteger.ONE, height);
        return Job.of(job, received);
    }

    @Test
    void handsOutEveryChainInTurn() {
        for (int chain = 0; chain < 4; chain++) {
            board.post(job(chain / 2, chain % 2, 0));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Job next = board.next(1);
            assertThat(next).isNotNull();
            order.add(next.work().chainIndex());
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void givesEveryChainItsFirstBlockBeforeAnyGetsMore() {
        board.post(job(0, 0, 0, 2));
        board.post(job(0, 1, 0, 1));
        board.post(job(1, 0, 0, 3));
        Job last = job(1, 1, 0, 1);
        board.post(last);
        assertThat(board.next(1)).extracting(Job::chain).isEqualTo(new ChainIndex(0, 1));
        assertThat(board.next(2)).isSameAs(last);
        assertThat(board.next(3)).extracting(Job::chain).isEqualTo(new ChainIndex(0, 1));
        assertThat(board.solve(last, 4)).isTrue();
        board.post(job(0, 1, 5, 2));
        assertThat(board.next(6)).extracting(Job::chain).isEqualTo(new ChainIndex(1, 0));
    }

    @Test
    void letsASolvedChainRestUntilTheJobOfItsNextHeightComes() {
        Job solved = job(0, 1, 0, 7);
        board.post(solved);
        assertThat(board.solve(solved, 5)).isTrue();
        assertThat(board.next(6)).isNull();
        Job fresh = job(0, 1, 7, 8);
        board.post(fresh);
        assertThat(board.next(8)).isSameAs(fresh);
    }

    @Test
    void restsAlsoWhenTheNodeSendsTheSameHeightAgainBeforeItHasTheBlock() {
        Job solved = job(0, 1, 0, 7);
        board.post(solved);
        assertThat(board.solve(solved, 5)).isTrue();
        Job again = job(0, 1, 6, 7);
        board.post(again);
        assertThat(board.next(7)).isNull();
        assertThat(board.next(5 + JobBoard.REST_NANOS)).isSameAs(again);
    }

    @Test
    void takesOnlyTheFirstSolutionOfAHeightWhoeverFindsTheOthers() {
        Job solved = job(1, 1, 0, 7);
        board.post(solved);
        assertThat(board.solve(solved, 5)).isTrue();
        assertThat(board.solve(solved, 6)).isFalse();
        board.post(job(1, 1, 7, 8));
        assertThat(board.solve(solved, 8)).as("a batch that was under way").isFalse();
    }

    @Test
    void takesASolutionOfAJobThatAnotherOfTheSameHeightReplaced() {
        Job replaced = job(1, 1, 0, 7);
        board.post(replaced);
        board.post(job(1, 1, 1, 7));
        assertThat(board.solve(replaced, 2)).isTrue();
    }

    @Test
    void takesASolvedJobUpAgainWhenNoNewOneComes() {
        Job solved = job(0, 1, 0);
        board.post(solved);
        assertThat(board.solve(solved, 5)).isTrue();
        assertThat(board.next(5 + JobBoard.REST_NANOS)).isSameAs(solved);
        assertThat(board.solve(solved, 5 + JobBoard.REST_NANOS)).isTrue();
    }

    @Test
    void letsWhoSendsFindOutThatABrokerIsGone() {
        Job solved = job(0, 1, 0);
        board.post(solved);
        board.withdraw(0);
        assertThat(board.solve(solved, 5)).isTrue();
    }

    @Test
    void forgetsTheChainsOfABrokerThatIsGone() {
        board.post(job(0, 0, 0));
        board.post(job(1, 0, 0));
        board.withdraw(0);
        assertThat(board.posted()).isEqualTo(1);
        assertThat(board.next(1)).extracting(Job::chain).isEqualTo(new ChainIndex(1, 0));
    }

    @Test
    void knowsHowLongTheNodeHasBeenSilent() {
        assertThat(board.newestAgeNanos(100)).isEqualTo(-1);
        board.post(job(0, 0, 10));
        board.post(job(1, 0, 60));
        assertThat(board.newestAgeNanos(100)).isEqualTo(40);
    }
}
