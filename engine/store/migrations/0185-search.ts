import type { Migration } from './migration.ts'

/** Words found by their first letter or two at once; orders by their number. */
export const migration0185: Migration = {
  number: 185,
  title: 'search',
  up: `
    drop trigger message_words_added;
    drop trigger message_words_removed;
    drop table message_search;
    create virtual table message_search using fts5 (words, content = 'message_words', content_rowid = 'seq', tokenize = 'unicode61', prefix = '1 2');
    insert into message_search (message_search, rank) values ('secure-delete', 1);
    insert into message_search (message_search) values ('rebuild');
    create trigger message_words_added after insert on message_words begin
      insert into message_search (rowid, words) values (new.seq, new.words);
    end;
    create trigger message_words_removed after delete on message_words begin
      insert into message_search (message_search, rowid, words) values ('delete', old.seq, old.words);
    end;
    create index customer_order_by_number on customer_order (number collate nocase) where number <> '';
  `,
}
