// INSERTs with rows behind the statement. The engine takes such rows for text that ends at an empty line,
// whatever their format; so they go through a file.
'use strict';
const { writeFile, rm } = require('node:fs/promises');
const { join } = require('node:path');

// Whatever stands outside of quotes, or is quoted whole.
const ANY = /(?:[^`"']|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*?/s.source;
const KEYWORD = new RegExp(`^(${ANY})[\\s)](FORMAT|VALUES|SELECT|WITH)\\b`, 'is');
const SETTINGS = new RegExp(`^(${ANY})(\\sSETTINGS\\s.*)$`, 'is');
const NAME = /^\s+(\w+)[ \t\r]*[;\n]?/;
const BLOCK = 1048449; // rows that a server collects before it stores them

/** Runs an INSERT whose bytes, rows included, are `statement`; `settings` are those of the request. */
async function insert(engine, connection, folder, statement, settings) {
  const text = statement.subarray(0, 1 << 20).toString('latin1'); // a character for each byte
  const [head, , word] = KEYWORD.exec(text) ?? [''];
  if (!word || /SELECT|WITH/i.test(word)) {
    return engine.InsertRawAsyncConnection(connection, '', statement, false);
  }
  const before = head.slice(0, head.length - word.length);
  const [name, format] = /VALUES/i.test(word) ? ['', 'Values'] : NAME.exec(text.slice(head.length)) ?? [''];
  const [, into, said] = SETTINGS.exec(before) ?? [, before, ''];
  const block = /\bmax_insert_block_size\s*=\s*'?(\d+)/.exec(said)?.[1] ?? settings.get('max_insert_block_size') ?? BLOCK;
  const file = join(folder, `rows-${++insert.files}`);
  await writeFile(file, statement.subarray(head.length + name.length));
  try {
    const sql = `${into} FROM INFILE '${file}' ${said || ' SETTINGS'}${said ? ',' : ''} max_block_size = ${block} FORMAT ${format}`;
    return await engine.InsertRawAsyncConnection(connection, '', Buffer.from(sql, 'latin1'), false);
  } finally {
    await rm(file);
  }
}
insert.files = 0;

module.exports = { insert };
