export { NotificationModule } from './notification.module.js';
export { Outbox, type Message, type WaitingMessage } from './outbox.js';
