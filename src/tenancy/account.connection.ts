import { ObjectType } from "type-graphql";
import { connectionType } from "../graphql/index.js";
import { Account } from "./account.entity.js";

@ObjectType()
export class AccountConnection extends connectionType(Account) {}
