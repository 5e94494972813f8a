using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>Tells where the file of a recorded call is: a redirect without a body (recording.md §2). It knows no modes.</summary>
internal static class RecordingApi
{
    /// <summary>Of both parameters (recording.md §2).</summary>
    public const int LongestText = 128;

    private const string Spec = "recording.md §4";

    public static ApiOperation Operation { get; } = new("recording.get", "GET", "/rest/provision/voice/record/v1.0", Mode: null, Spec, Handle)
    {
        Translate = Translate,
    };

    private static ApiAnswer Handle(ApiCall call)
    {
        var fileName = call.Parameters.RequiredText("fileName", 1, LongestText);
        var recordDomain = call.Parameters.RequiredText("recordDomain", 1, LongestText);
        if (call.Parameters.Refusal is { } malformed)
        {
            return malformed;
        }

        if (call.World.Recordings.Find(fileName!) is not { } recording)
        {
            return call.Refuse(
                ResultCodes.RelationNotFound, $"The file is the application's, its CDR was pushed less than 7 days ago, and it is of the newest {RecordStore.Capacity} there.", "fileName",
                "the recordObjectName of a CDR", fileName);
        }

        return recording.Domain == recordDomain
            ? ApiAnswer.Moved(RecordingLink.To(recording, call.World, call.BaseAddress))
            : call.Refuse(ResultCodes.RelationNotFound, "The file is in the domain that its CDR names.", "recordDomain", recording.Domain, recordDomain);
    }

    /// <summary>An account in arrears finds no recordings (decision D34).</summary>
    private static Refusal Translate(Refusal refusal) =>
        refusal.Code == ResultCodes.SubscriberFrozen ? refusal with { Code = ResultCodes.RelationNotFound } : refusal;
}
