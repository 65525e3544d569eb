export default definePageConfig({
  navigationBarTitleText: '办证人',
});
