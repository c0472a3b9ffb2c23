// Seals one box over and over in a process of its own, until it is killed: node sealing-loop.mjs <round>
import { setTimeout as pause } from 'node:timers/promises';
import { startApp } from '../../var/test-build/command-line/start-app.js';
import { SealBoxesService } from '../../var/test-build/voting/index.js';

const { app } = await startApp(process.env.DATABASE_URL);
const sealing = app.get(SealBoxesService);
process.stdout.write('seals\n');
for (;;) {
  await sealing.seal(process.argv[2]);
  await pause(2);
}
