import { Field, InputType } from "type-graphql";

@InputType()
export class SignInInput {
  @Field(() => String, { description: "An administrator's name, or an account's address" })
  login: string;

  @Field(() => String, { description: "Of the person with this login" })
  password: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String, { description: "The one that holds now" })
  currentPassword: string;

  @Field(() => String, { description: "8 to 256 characters" })
  newPassword: string;
}
