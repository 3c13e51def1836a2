/** What `orpc.queue.list` is asked by the queue's list, for pages that fetch it beforehand too. */
export const QUEUE_INPUT = { limit: 100 };
