/** Of the sample tenants only; a database made for anything else has none of them. */
export const DEMO_PASSWORD = "demo-password";

export interface DemoSignIn {
  readonly who: string;
  readonly login: string;
  readonly password: string;
}

/** The sign-ins that start-up offers, one for each kind of caller. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  { who: "Reseller", login: "alpine", password: DEMO_PASSWORD },
  { who: "Domain admin", login: "bakery-admin", password: DEMO_PASSWORD },
  { who: "Account", login: "anna@bakery.example", password: DEMO_PASSWORD },
];
