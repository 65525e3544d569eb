export default definePageConfig({
  navigationBarTitleText: '调整号源',
});
