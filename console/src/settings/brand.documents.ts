import { graphql, type ResultOf } from "../graphql/index.js";

export const RESELLER_BRAND = graphql(
  `
    query ResellerBrand($id: ID!) {
      reseller(id: $id) {
        id
        name
        slug
        brandName
        brandState
        supportContact
        panelUrl
        language
        timeZone
        colour
        logo {
          name
          png
        }
        updatedAt
      }
      shownBrand(scope: { resellerId: $id }) {
        name
        supportContact
        panelUrl
        language
        timeZone
        colour
        above {
          name
          supportContact
          panelUrl
          language
          timeZone
          colour
        }
      }
    }
  `,
);

export const PLATFORM_BRAND = graphql(`
  query PlatformBrand {
    platform {
      name
      isNameSet
      helpContact
      panelUrl
      language
      timeZone
      colour
      logo {
        png
      }
      updatedAt
    }
  }
`);

export const SAVE_RESELLER = graphql(`
  mutation SaveResellerBrand($id: ID!, $input: UpdateResellerInput!) {
    updateReseller(id: $id, input: $input) {
      id
      brandState
    }
  }
`);

export const SAVE_PLATFORM = graphql(`
  mutation SavePlatformBrand($input: SetPlatformInput!) {
    setPlatform(input: $input) {
      name
    }
  }
`);

export const DECIDE_BRAND = graphql(`
  mutation DecideBrand($input: DecideBrandInput!) {
    decideBrand(input: $input) {
      id
      brandState
    }
  }
`);

export type ResellerBrand = ResultOf<typeof RESELLER_BRAND>;
export type PlatformBrand = ResultOf<typeof PLATFORM_BRAND>["platform"];
