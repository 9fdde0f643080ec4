// The peer of the sync: PouchDB replicating up to express-pouchdb, as its users do it.
//
//   node replicate.mjs MODULES FOLDER RECORDS BYTES ATTACHMENTS SIZE [PER_DOCUMENT]
//
// MODULES holds node_modules (bench/pouch.py installs it), FOLDER is empty and on the disk that is measured. RECORDS documents
// of BYTES bytes of JSON and ATTACHMENTS attachments of SIZE random bytes, PER_DOCUMENT a document, lie in a LevelDB database
// beforehand. A second process serves express-pouchdb, on LevelDB too, over loopback. Printed is one line of JSON: seconds
// from the call of `replicate.to` to its completion, documents and bytes written there, and what the server has afterwards.

import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const DATABASE = "records";
const FILLED_AT_ONCE = 100;

async function main([modules, folder, ...numbers]) {
  const [records, bytes, attachments, size, perDocument = 1] = numbers.map(Number);
  const PouchDB = createRequire(join(modules, "index.js"))("pouchdb");
  const local = new PouchDB(join(folder, "terminal"));
  await fill(local, records, bytes, attachments, size, perDocument);
  const server = fork(fileURLToPath(import.meta.url), ["serve", modules, join(folder, "server")]);
  try {
    const [port] = await once(server, "message");
    const remote = new PouchDB(`http://127.0.0.1:${port}/${DATABASE}`);
    await remote.info();
    const started = performance.now();
    const told = await local.replicate.to(remote);
    const seconds = (performance.now() - started) / 1000;
    const { doc_count: there } = await remote.info();
    console.log(JSON.stringify({ seconds, written: told.docs_written, failed: told.doc_write_failures, there }));
  } finally {
    server.kill();
    await local.close();
  }
}

async function fill(db, records, bytes, attachments, size, perDocument) {
  const wordy = randomBytes(bytes).toString("hex");
  let left = attachments;
  for (let at = 0; at < records; at += FILLED_AT_ONCE) {
    const documents = [];
    for (let i = at; i < Math.min(at + FILLED_AT_ONCE, records); i++) {
      const document = { _id: `record-${String(i).padStart(8, "0")}`, data: "" };
      document.data = wordy.slice(0, Math.max(0, bytes - JSON.stringify(document).length));
      const own = Math.min(perDocument, left);
      if (own > 0) {
        document._attachments = Object.fromEntries(
          Array.from({ length: own }, (_, n) => [`photo-${n}`, { content_type: "image/jpeg", data: randomBytes(size) }]),
        );
        left -= own;
      }
      documents.push(document);
    }
    const slip = (await db.bulkDocs(documents)).find((answer) => answer.error);
    if (slip) throw new Error(`the database could not be filled: ${slip.message}`);
  }
}

function serve([modules, folder]) {
  mkdirSync(folder, { recursive: true });
  process.chdir(folder); // express-pouchdb keeps its configuration and log where it is started
  const require = createRequire(join(modules, "index.js"));
  const PouchDB = require("pouchdb").defaults({ prefix: folder + "/" });
  const app = require("express")();
  app.use("/", require("express-pouchdb")(PouchDB, { mode: "minimumForPouchDB", inMemoryConfig: true }));
  const listening = app.listen(0, "127.0.0.1", () => process.send(listening.address().port));
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === "serve") serve(rest);
else await main([verb, ...rest]);
