// ClickHouse's HTTP interface over the engine inside the package chdb, as far as clients of the tests use it.
// Prints its port, serves on the loopback address, and ends, its data with it, when standard input is closed.
'use strict';
const { createServer } = require('node:http');
const { mkdtempSync, rmSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { tmpdir } = require('node:os');
const { pipeline } = require('node:stream/promises');
const { Session } = require('chdb');
const { insert } = require('./insert.js');
const { loadNative } = require(join(dirname(require.resolve('chdb')), 'dist', 'loader.js'));
const engine = loadNative();

// Names, passwords, and what the engine is told for each of them.
const USERS = {
  default: { password: '' },
  tester: { password: 'secret' },
  reader: { password: 'secret', settings: { readonly: '2' } },
};
// Parameters of a request that are no settings of the engine.
const NO_SETTINGS = new Set(
  ('query database default_format user password query_id session_id session_timeout session_check role compress ' +
    'decompress wait_end_of_query buffer_size client_protocol_version quota_key enable_http_compression ' +
    'http_response_buffer_size send_progress_in_http_headers http_headers_progress_interval_ms').split(' '));
const STATUS = { 36: 400, 47: 404, 60: 404, 62: 400, 81: 404, 164: 403, 497: 403, 516: 403 };
const STREAMED = new Set(['RowBinary', 'RowBinaryWithNamesAndTypes', 'Native', 'TabSeparated', 'JSONEachRow']);

const data = mkdtempSync(join(tmpdir(), 'metaxy-clickhouse-'));
const bodies = mkdtempSync(join(tmpdir(), 'metaxy-clickhouse-bodies-'));
const keeper = new Session(data); // the engine stays open as long as this is

const quoted = (text) => "'" + text.replace(/\\/g, '\\\\').replace(/'/g, "\\'") + "'";
const identifier = (name) => '`' + name.replace(/\\/g, '\\\\').replace(/`/g, '\\`') + '`';

class Refused extends Error {
  constructor(code, text) {
    super(`Code: ${code}. DB::Exception: ${text}`);
  }
}

function user(request, parameters) {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  const [name, ...rest] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
  const given = request.headers['x-clickhouse-user'] ?? parameters.get('user') ?? name ?? 'default';
  const password =
    request.headers['x-clickhouse-key'] ?? parameters.get('password') ?? (rest.length ? rest.join(':') : '');
  const known = Object.hasOwn(USERS, given) ? USERS[given] : undefined;
  if (known?.password !== password) {
    throw new Refused(516, `${given}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`);
  }
  return known;
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (!request.complete) throw new Refused(210, 'The request was cut off. (NETWORK_ERROR)');
  return Buffer.concat(chunks);
}

// External tables: a form holds the query, and the rows of tables that live as long as the request.
async function form(request, sent, parameters) {
  const parts = await new Response(sent, { headers: { 'Content-Type': request.headers['content-type'] } }).formData();
  const tables = [];
  for (const [name, part] of parts) {
    if (typeof part === 'string') {
      parameters.append(name, part);
    } else {
      const format = parameters.get(`${name}_format`) ?? 'TabSeparated';
      const structure = parameters.get(`${name}_structure`);
      ['format', 'structure', 'types'].forEach((what) => parameters.delete(`${name}_${what}`));
      tables.push({ name, structure, format, rows: Buffer.from(await part.arrayBuffer()) });
    }
  }
  return tables;
}

async function create(session, { name, structure, format, rows }) {
  await session.queryAsync(`CREATE TEMPORARY TABLE ${identifier(name)} (${structure})`);
  const statement = Buffer.concat([Buffer.from(`INSERT INTO ${identifier(name)} FORMAT ${format}\n`), rows]);
  await insert(engine, session.connection, bodies, statement, new Map());
}

// A session per request. One that was configured the same way before is taken again, since configuring takes
// longer than most statements; who sets anything by itself takes it along.
const idle = new Map();
const MOST_IDLE = 64;
const CONFIGURING = /^\s*(SET|USE|CREATE\s+TEMPORARY)\b/i;

async function configured(known, request, parameters) {
  const settings = [...Object.entries(known.settings ?? {}), ...[...parameters].filter(([name]) => !NO_SETTINGS.has(name))];
  const database = request.headers['x-clickhouse-database'] ?? parameters.get('database');
  const key = JSON.stringify([database, settings]);
  const session = idle.get(key)?.pop() ?? (await configure(new Session(data), settings, database));
  return { session, key };
}

async function configure(session, settings, database) {
  try {
    const unknown = settings.find(([name]) => !/^\w+$/.test(name));
    if (unknown) throw new Refused(115, `Setting ${unknown[0]} is neither a builtin setting nor custom. (UNKNOWN_SETTING)`);
    const values = settings.map(([name, value]) => `${name} = ${quoted(value)}`);
    if (values.length) await session.queryAsync(`SET ${values.join(', ')}`);
    if (database) await session.queryAsync(`USE ${identifier(database)}`);
    return session;
  } catch (error) {
    session.close();
    throw error;
  }
}

function giveBack({ session, key }) {
  const same = idle.get(key) ?? [];
  idle.delete(key); // the last ones used are the last ones to go
  idle.set(key, same);
  same.push(session);
  if (idle.size > MOST_IDLE) {
    const [oldest, sessions] = idle.entries().next().value;
    sessions.forEach((one) => one.close());
    idle.delete(oldest);
  }
}

// Every chunk of a stream repeats the names and types of its columns: only the first keeps them.
function header(chunk) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = chunk[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  for (let left = 2 * number(); left > 0; left--) {
    const length = number();
    at += length;
  }
  return at;
}

async function* results(session, sql, format, whole) {
  if (whole || !STREAMED.has(format) || !/^\s*(SELECT|WITH|\()/i.test(sql)) {
    yield (await session.queryAsync(sql, { format })).bytes();
    return;
  }
  let first = true;
  for await (const chunk of session.queryStream(sql, { format })) {
    const bytes = chunk.raw();
    yield !first && format === 'RowBinaryWithNamesAndTypes' ? bytes.subarray(header(bytes)) : bytes;
    first = false;
  }
}

async function answer(request, response) {
  const parameters = new URL(request.url, 'http://localhost').searchParams;
  const sent = await body(request);
  const known = user(request, parameters);
  const tables = /^multipart\/form-data/.test(request.headers['content-type'] ?? '') ? await form(request, sent, parameters) : null;
  const taken = await configured(known, request, parameters);
  const session = taken.session;
  let clean = false;
  try {
    for (const table of tables ?? []) await create(session, table);
    const given = parameters.get('query');
    const statement = Buffer.concat([Buffer.from(given === null ? '' : given + '\n'), tables ? Buffer.alloc(0) : sent]);
    const inserting = /^(\s|--.*\n|\/\*[^]*?\*\/)*INSERT\s/i.test(statement.subarray(0, 1000).toString('latin1'));
    const sql = inserting ? '' : statement.toString('utf8');
    const format =
      /\bFORMAT\s+(\w+)\s*(SETTINGS[^]*)?;?\s*$/i.exec(sql)?.[1] ??
      parameters.get('default_format') ?? request.headers['x-clickhouse-format'] ?? 'TabSeparated';
    const headers = {
      'Content-Type': 'application/octet-stream',
      'X-ClickHouse-Format': format,
      'X-ClickHouse-Query-Id': parameters.get('query_id') ?? '',
      'X-ClickHouse-Server-Display-Name': 'metaxy-tests',
      'X-ClickHouse-Timezone': 'UTC',
    };
    if (inserting) {
      const done = await insert(engine, session.connection, bodies, statement, parameters);
      headers['X-ClickHouse-Summary'] = JSON.stringify({
        read_rows: '0', read_bytes: '0', written_rows: String(done.rowsWritten),
        written_bytes: String(done.bytesWritten), result_rows: String(done.rowsWritten), result_bytes: '0',
      });
      response.writeHead(200, headers).end();
      clean = !tables;
      return;
    }
    headers['X-ClickHouse-Summary'] = '{"read_rows":"0","read_bytes":"0","written_rows":"0","written_bytes":"0"}';
    const chunks = results(session, sql, format, parameters.get('wait_end_of_query') === '1');
    const first = await chunks.next(); // an error shows here, before the head of the answer is sent
    response.writeHead(200, headers);
    await pipeline(async function* () {
      if (!first.done) yield first.value;
      yield* chunks;
    }, response);
    clean = !tables && !CONFIGURING.test(sql);
  } finally {
    if (clean) giveBack(taken);
    else session.close();
  }
}

const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0 }, (request, response) => {
  if (request.url === '/ping' || (request.url === '/' && request.method === 'GET')) {
    response.writeHead(200).end('Ok.\n');
    return;
  }
  answer(request, response).catch((error) => {
    if (response.headersSent) {
      response.destroy(); // half an answer: the client must not take it for a whole one
      return;
    }
    const code = Number(/Code: (\d+)\./.exec(error.message)?.[1] ?? 1001);
    response.writeHead(STATUS[code] ?? 500, { 'X-ClickHouse-Exception-Code': code, 'X-ClickHouse-Timezone': 'UTC' });
    response.end(`${error.message} (version ${engine.EngineVersion?.() ?? 'chdb'})\n`);
  });
});

function end() {
  server.closeAllConnections();
  for (const folder of [data, bodies]) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
process.stdin.resume().on('end', end).on('error', end);
process.on('SIGTERM', end);
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => console.log(`listening ${server.address().port}`));
