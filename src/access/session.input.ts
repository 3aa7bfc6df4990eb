import { Field, InputType } from "type-graphql";

@InputType()
export class SignInInput {
  @Field(() => String, { description: "An administrator's name, or an account's address" })
  login: string;

  @Field(() => String)
  password: string;
}

@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword: string;

  @Field(() => String, { description: "8 to 256 characters" })
  newPassword: string;
}
