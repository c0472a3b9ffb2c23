// Runs in a thread of its own, compiled or not: the search for a list may take minutes, and requests go on meanwhile.
import { parentPort } from 'node:worker_threads';
import { buildList } from '../domain/build-list.js';
import { intervene } from '../domain/intervention.js';
import { assignMandates } from '../domain/mandates.js';
import { answerFeasibility } from './answer-feasibility.js';
import type { ListTask, ListThreadMessage } from './list-task.js';

parentPort?.on('message', (task: ListTask) => {
  say({ kind: 'place', place: 0 });
  say({ kind: 'answer', answer: answerOf(task) });
});
// The thread takes tasks from now on.
say({ kind: 'ready' });

function answerOf(task: ListTask): unknown {
  switch (task.kind) {
    case 'build':
      return buildList(task.input, { onPlace });
    case 'intervene':
      return intervene(task.input, task.proposed, task.cap, { onPlace });
    case 'mandates':
      return assignMandates(task.list, task.seats, task.quotas);
    case 'feasibility':
      return answerFeasibility(task.question);
  }
}

function onPlace(place: number): void {
  say({ kind: 'place', place });
}

function say(message: ListThreadMessage): void {
  parentPort?.postMessage(message);
}
