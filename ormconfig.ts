import "reflect-metadata";
import { schemaParts } from "./src/app/schema-parts.js";
import { readConfiguration } from "./src/config/index.js";
import { describedSource } from "./src/database/open-database.js";

/** For the TypeORM command line (`npm run typeorm -- migration:show`): the database that the environment names. */
export default await describedSource(readConfiguration(process.env).database, schemaParts);
