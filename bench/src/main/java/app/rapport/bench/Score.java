package app.rapport.bench;

/** Counts right, wrong and missed. */
final class Score {
    int right;
    int wrong;
    int missed;

    void add(Score other) {
        right += other.right;
        wrong += other.wrong;
        missed += other.missed;
    }

    /** Of what was said, how much is so. */
    double precision() {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    /** Of what is so, how much was said. */
    double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }
}
