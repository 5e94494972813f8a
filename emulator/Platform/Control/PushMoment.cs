using System.Collections.Immutable;
using PrivateNumber.Emulator.Callbacks;

namespace PrivateNumber.Emulator.Control;

/// <summary>A push as it stood while the World's lock was held. All else about it never changes, and is put into words without the lock.</summary>
internal readonly record struct PushMoment(Push Push, PushTarget Target, PushState State, ImmutableArray<PushAttempt> Attempts, long Changed)
{
    public static PushMoment Of(Push push) => new(push, push.Target, push.State, push.Attempts, push.Changed);
}
