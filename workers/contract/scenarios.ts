/** What scenarios lead to. */
export type ScenariosWorker = {};
