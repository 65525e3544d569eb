export default definePageConfig({ navigationBarTitleText: '失约与申诉' });
