import "reflect-metadata";
import { DataSource } from "typeorm";
import { schemaParts } from "./src/app/schema-parts.js";
import { readConfiguration } from "./src/config/index.js";
import { dataSourceOptions } from "./src/database/open-database.js";

/** For the TypeORM command line (`npm run typeorm -- migration:show`): the database that the environment names. */
export default new DataSource(await dataSourceOptions(readConfiguration(process.env).database, schemaParts));
