/** Who asks. Decided by what the platform injects or by a token that we signed, never by the shape of an event. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'citizen'; readonly accountId: string; readonly signInId?: string }
  | {
      readonly kind: 'staff';
      readonly accountId: string;
      readonly staff: StaffScope;
      readonly signInId?: string;
    }
  | { readonly kind: 'system' };

export interface StaffScope {
  readonly role: 'clerk' | 'lead' | 'supervisor';
  /** The one hall where this person works; `*` for a supervisor of the city. */
  readonly hall: string;
  /** Has given the second factor in this sign-in; without it, review and capacity stay closed. */
  readonly confirmed?: boolean;
}

/** A proof that a platform gave of who is asking, before it is an account of ours. */
export interface PlatformIdentity {
  readonly channel: 'wechat' | 'alipay' | 'web';
  readonly subject: string;
}
