import 'reflect-metadata';
import { Crowd } from './crowd.js';
import type { News, Order, VotersSettings } from './messages.js';

// The voters, in a process of their own: started by the drill with the settings as its argument, told what to do by messages.

const settings = JSON.parse(process.argv[2] ?? '{}') as VotersSettings;
const tell = (news: News): void => {
  if (process.connected) process.send?.(news);
};
const crowd = await Crowd.of(settings, tell);

async function obey(order: Order): Promise<void> {
  switch (order.kind) {
    case 'knock':
      await crowd.knock();
      break;
    case 'vote':
      await crowd.vote();
      break;
    case 'paused':
      await crowd.tryWhilePaused(order.rounds);
      break;
    case 'closing':
      await crowd.castAround(order.at);
      break;
    case 'end':
      await crowd.end();
      process.disconnect();
  }
}

process.on('message', (order: Order) => {
  obey(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
// Whoever ordered is gone, and so are the voters.
process.on('disconnect', () => process.exit());
tell({ kind: 'ready', voters: crowd.size });
