/** What single additions would bring, and what could go. */
export type NextBestWorker = {};
