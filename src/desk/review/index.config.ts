export default definePageConfig({ navigationBarTitleText: '申请审核', enablePullDownRefresh: true });
