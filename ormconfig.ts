import "reflect-metadata";
import { DataSource } from "typeorm";
import { readConfiguration } from "./src/config/index.js";
import { dataSourceOptions } from "./src/database/index.js";
import { schemaParts } from "./src/schema-parts.js";

/** For the TypeORM command line (`npm run typeorm -- migration:show`): the database that the environment names. */
export default new DataSource(await dataSourceOptions(readConfiguration(process.env).database, schemaParts));
