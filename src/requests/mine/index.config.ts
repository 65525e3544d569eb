export default definePageConfig({ navigationBarTitleText: '加急和企业申请', enablePullDownRefresh: true });
