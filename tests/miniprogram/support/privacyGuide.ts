/**
 * What the operator names in the privacy guide on WeChat's console (用户隐私保护指引). It is no file of the app: the
 * release checklist says the same, and whoever adds a kind here adds it there.
 */
export const privacyGuide: readonly string[] = ['calendar', 'location', 'clipboard', 'photos', 'files'];
