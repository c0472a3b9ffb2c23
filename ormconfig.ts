import { DataSource } from 'typeorm';
import { connectionOptions } from './src/platform/database/connection.js';

// For the command-line tool of TypeORM only; the application reads the same options.
export default new DataSource(await connectionOptions(process.env['DATABASE_URL'] ?? ''));
