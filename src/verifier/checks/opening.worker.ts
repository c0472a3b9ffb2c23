// Runs in a thread of its own, compiled or not.
import { parentPort, workerData } from 'node:worker_threads';
import { leafOpener, type OpeningKeys } from './leaf.js';

const open = leafOpener(workerData as OpeningKeys);

parentPort?.on('message', (block: Uint8Array) => {
  const opened = open(block);
  parentPort?.postMessage(opened, [opened.contents.buffer]);
});
