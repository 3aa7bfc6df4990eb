/** What verbs of the command line say of what can happen to anybody, and what to do about it. */
export const failureTexts = {
  failure: {
    listening: "{{message}}; see what is there, or name another place",
    accessDenied: "The database refuses the user or the password in DATABASE_URL",
    noDatabase: "The database that DATABASE_URL names is not there; make it, or correct the name (docs/operations.md)",
    notGranted: "The user in DATABASE_URL may not use this database; grant it (docs/operations.md)",
    noConnectionLeft: "The database has no connection left; raise its max_connections, or lower DATABASE_POOL_SIZE",
    connectionLost: "The database ended the connection; see whether it runs",
    noTables: "The tables are not there; run `mayfrom migrate` first",
    otherTables: "The tables are of another version; run `mayfrom migrate` first",
    cannotOpen: "The database in DATA_DIR cannot be opened; see who owns it, and whether the disk is full",
    notIntact: "The file mayfrom.sqlite in DATA_DIR is no intact database; put a backup in its place",
    readOnly: "The database in DATA_DIR cannot be written; see who owns it",
    held: "Another program holds the database in DATA_DIR; end it first",
    dataDiskFull: "The disk that holds DATA_DIR is full",
    placeTaken:
      "{{place}} is taken by another program; end it, or listen elsewhere (PORT, or the variable that names it)",
    notOurAddress: "{{place}} is no address of this machine; correct HOST, or the variable that names it",
    noAnswer: "{{place}} does not answer ({{code}}); see whether it runs and is the right one",
    noAddress: "No address was found for the name of a server; correct it in the environment (DATABASE_URL, SMTP_URL)",
    notThere: "{{path}} is not there",
    isDirectory: "This is a directory; name a file in it",
    mayNotListen: "{{place}}: this user may not listen there",
    mayNotUse: "{{place}}: this user may not use it",
    diskFull: "The disk is full",
    pending: "Migrations are pending; run `mayfrom migrate` first",
  },
} as const;
