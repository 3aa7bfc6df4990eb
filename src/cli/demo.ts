import { createFirstOperator } from "../access/index.js";
import { migrate } from "../database/index.js";
import { conflict } from "../kernel/index.js";
import { Reseller } from "../tenancy/index.js";
import { makeDemo } from "./demo/make-demo.js";
import { DEMO_SIGN_INS } from "./demo/sign-ins.js";
import { withServices } from "./open-services.js";

/** The sample tenants in an empty database of either engine. */
export async function demo(): Promise<void> {
  await withServices(async (services) => {
    const { database, configuration } = services;
    await migrate(database);
    if (await database.reader.exists(Reseller)) throw conflict("The database already holds tenants");
    const operator = await createFirstOperator(database, configuration.adminPassword);
    await makeDemo(services);
    if (operator?.generatedPassword) console.log(`Operator      ${operator.login} / ${operator.generatedPassword}`);
    for (const { who, login, password } of DEMO_SIGN_INS) console.log(`${who.padEnd(13)} ${login} / ${password}`);
  });
}
