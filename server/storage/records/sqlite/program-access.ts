/** What programs hold of an account, ended together. */
import type { Database } from '../../sqlite/database.ts';

/** Deletes, sessions aside, its bot passwords, its consumers with all their tokens, and the tokens to act for it. */
export function programAccessEnder(db: Database): (userId: number) => void {
  const statements = [
    'DELETE FROM bot_password WHERE user_id = ?',
    'DELETE FROM oauth_token WHERE user_id = ?',
    `DELETE FROM oauth_token
     WHERE consumer_id IN (SELECT consumer_id FROM consumer WHERE user_id = ?)`,
    'DELETE FROM consumer WHERE user_id = ?',
  ].map((sql) => db.prepare(sql));
  return (userId) => statements.forEach((statement) => statement.run(userId));
}
