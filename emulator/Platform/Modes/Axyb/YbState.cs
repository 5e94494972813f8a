using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>A YB part as state is written: the AX by its id.</summary>
internal sealed record YbState(
    string SubscriptionId,
    PhoneNumber B,
    PhoneNumber Y,
    string BindId,
    int YbDuration,
    string? PreVoiceY,
    string? UserData,
    DateTimeOffset SubscribeTime,
    DateTimeOffset? ExpiresAt,
    long Sequence)
{
    public static YbState Of(YbPart yb) => new(
        yb.Ax.SubscriptionId, yb.B, yb.Y, yb.BindId, yb.YbDuration, yb.PreVoiceY, yb.UserData, yb.SubscribeTime, yb.ExpiresAt, yb.Sequence);

    public YbPart Under(AxPart ax) => new()
    {
        Ax = ax,
        B = B,
        Y = Y,
        BindId = BindId,
        YbDuration = YbDuration,
        PreVoiceY = PreVoiceY,
        UserData = UserData,
        SubscribeTime = SubscribeTime,
        ExpiresAt = ExpiresAt,
        Sequence = Sequence,
    };
}
