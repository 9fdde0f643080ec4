"""The terminal's local encrypted database: what citizens hand in, until the centre has it; drafts; the audit chain.

`store.py` is the door (`open_store`, `Store`); `model.py` says what goes in and out, `errors.py` what can go wrong.
Behind it: `key.py` (one secret, all keys), `base.py` (connections, transactions), `schema.py` (tables, migrations),
`receipt.py` (numbers, tokens), and a module a verb: `submitting`, `records`, `outbox`, `attachments`, `drafts`, `retention`,
`audit`; towards the centre `delivery.py` is the door's other wing, with `links` and `feed` behind it.
"""
