/** What only one page of the wiki may have: label and description together, a sitelink … */
export type UniqueKey =
  | {
      readonly kind: 'label-description';
      readonly language: string;
      readonly label: string;
      readonly description: string;
    }
  | { readonly kind: 'property-label'; readonly language: string; readonly label: string }
  | { readonly kind: 'sitelink'; readonly site: string; readonly title: string };
