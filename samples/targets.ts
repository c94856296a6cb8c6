/** The bucket that the attack opens. */
export const exportsBucket = "larkspur-customer-exports";

/** The security group in front of the shop. */
export const webGroup = "sg-0b1c2d3e4f5a60718";
