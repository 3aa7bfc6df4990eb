import "reflect-metadata";
import { readConfiguration } from "./src/config/index.js";
import { openDatabase } from "./src/database/index.js";
import { systemClock } from "./src/kernel/index.js";
import { schemaParts } from "./src/schema-parts.js";

/** For the TypeORM command line: the data source that the environment names, migrations included. */
const database = await openDatabase(readConfiguration(process.env).database, schemaParts, systemClock);

export default database.writerSource;
