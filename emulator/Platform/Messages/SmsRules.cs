using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Messages;

/// <summary>What the platform refuses in every mode, whatever is bound (sms.md §1, decision D38).</summary>
internal static class SmsRules
{
    public static SendResult? Refusal(World world, PhoneNumber from, PhoneNumber to)
    {
        var application = world.Application;
        if (!application.Sms)
        {
            return SendResult.NoSmsCapability;
        }

        if (application.Frozen)
        {
            return SendResult.AccountFrozen;
        }

        if (application.Status == ApplicationStatus.Suspended)
        {
            return SendResult.ApplicationNotCommercial;
        }

        var x = world.Numbers.Find(to);
        return x?.Status switch
        {
            NumberStatus.Suspended or NumberStatus.Unavailable => SendResult.NumberSuspended,
            NumberStatus.Blacklisted => SendResult.Blacklisted,
            _ when world.Mode is not ISmsRouter || x is not { Sms: true } => SendResult.NoSmsCapability,
            _ => Carried(world, from),
        };
    }

    /// <summary>
    /// Nobody in the blacklist sends or receives, and only mobiles do: landlines and SMS channels such as 106… fail at the carrier.
    /// Null: no objection.
    /// </summary>
    public static SendResult? Carried(World world, PhoneNumber party) =>
        world.Blacklist.Contains(party.Value) ? SendResult.Blacklisted
        : party.Kind == NumberKind.Mobile ? null
        : SendResult.AllPartsFailed;
}
