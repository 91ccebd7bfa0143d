/** All that is known of training; refreshed together after a change, since most changes show in several places. */
export const trainingKey = ['training'] as const;
