export default definePageConfig({
  navigationBarTitleText: '叫号屏 Hall display',
  navigationStyle: 'custom',
});
