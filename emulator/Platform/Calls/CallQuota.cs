using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Calls;

/// <summary>
/// Counts the calls of a day, of the application, of each caller and to each callee, and refuses those beyond <c>switches.callsPerDay…</c>.
/// The platform's own limits are not published, so there are none unless configured (platform.md §5), and as long as there is none
/// nothing is counted. Guarded by the World's lock.
/// </summary>
internal sealed class CallQuota(World world) : IResettable
{
    private readonly Dictionary<(EndCause Beyond, PhoneNumber Who), int> _today = [];
    private DateOnly _day;

    public EndCause? Dialled(PhoneNumber from) =>
        Count(EndCause.TooManyCallsOfApplication, default, world.Application.Switches.CallsPerDay)
        ?? Count(EndCause.TooManyCallsOfCaller, from, world.Application.Switches.CallsPerDayOfCaller);

    /// <summary>It is known who is to be called.</summary>
    public EndCause? Routed(PhoneNumber to) => Count(EndCause.TooManyCallsOfCallee, to, world.Application.Switches.CallsPerDayOfCallee);

    public void Reset() => _today.Clear();

    private EndCause? Count(EndCause beyond, PhoneNumber who, int? limit)
    {
        if (limit is null)
        {
            return null;
        }

        var day = PlatformTime.BeijingDay(world.Clock.Now);
        if (day != _day)
        {
            _today.Clear();
            _day = day;
        }

        var calls = _today.GetValueOrDefault((beyond, who));
        if (calls >= limit)
        {
            return beyond;
        }

        _today[(beyond, who)] = calls + 1;
        return null;
    }
}
