using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Which of an application's URLs a push goes to (call-notifications.md §7, sms.md §1).</summary>
internal static class PushTargets
{
    /// <summary>Null: the application has no place for this push, so it is not sent at all.</summary>
    public static PushTarget? For(ApplicationOptions application, string eventType)
    {
        if (HasNoUrls(application))
        {
            return new PushTarget($"stand-in:{eventType}", IsStandIn: true);
        }

        var url = eventType switch
        {
            CallEvent.CallIn => application.CallinUrl ?? application.StatusUrl,
            PushTypes.Fee => application.FeeUrl,
            PushTypes.NumStatus => application.NumberStatusUrl ?? application.StatusUrl,
            PushTypes.SmsNotify => application.SmsNotifyUrl,
            PushTypes.SmsBlock => application.SmsControlUrl,
            _ => application.StatusUrl,
        };
        return url is null ? null : new PushTarget(url, IsStandIn: false);
    }

    private static bool HasNoUrls(ApplicationOptions a) =>
        a.StatusUrl is null && a.CallinUrl is null && a.FeeUrl is null && a.NumberStatusUrl is null && a.SmsNotifyUrl is null && a.SmsControlUrl is null;
}
