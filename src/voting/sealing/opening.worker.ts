// Runs in a thread of its own, compiled or not: a large box keeps every core busy, and requests go on meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { openChunk, type OpeningOrder } from './open-chunk.js';

interface OpeningTask {
  readonly id: number;
  readonly task: Uint8Array<ArrayBuffer>;
}

const open = openChunk(workerData as OpeningOrder);

parentPort?.on('message', ({ id, task }: OpeningTask) => {
  const { contents, opens } = open(task);
  parentPort?.postMessage({ id, answer: { contents, opens } }, [contents.buffer, opens.buffer]);
});
