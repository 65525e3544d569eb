/** What the build decides; each name is defined in `config/index.ts`. */
export const env = {
  api: process.env.TARO_APP_API ?? '',
  cloudEnvironment: process.env.TARO_APP_CLOUD_ENV ?? '',
  city: process.env.TARO_APP_CITY ?? '',
} as const;
