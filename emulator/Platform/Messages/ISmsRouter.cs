using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>
/// A mode that forwards SMS: AX, AXB and X. One that does not implement it has no SMS (sms.md, decision D38).
/// Called with the World's lock held.
/// </summary>
internal interface ISmsRouter
{
    SmsRoute RouteSms(PhoneNumber from, PhoneNumber x, string text);
}
