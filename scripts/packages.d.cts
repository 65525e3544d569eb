export interface Package {
  readonly name: string;
  readonly bytes: number;
  readonly budget: number;
}

export function weighPackages(platform: 'weapp' | 'alipay', output: string): readonly Package[];
export function pagesOf(output: string): readonly string[];
