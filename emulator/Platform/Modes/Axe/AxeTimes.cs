using PrivateNumber.Emulator.Api;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>The three time parameters of bind and modify as they were sent (axe.md §1, §3).</summary>
internal sealed record AxeTimes(TimeUnit? Unit, int? BindExpiredTime, int? CallbackExpiredTime)
{
    public static AxeTimes Read(Parameters p, TimeUnit? unitWhenAbsent)
    {
        TimeUnit? unit = p.Choice("timeUnit", "0", "1") switch { "0" => TimeUnit.Hours, "1" => TimeUnit.Minutes, _ => null };
        var most = AxeTime.Max(unit ?? unitWhenAbsent ?? TimeUnit.Minutes);
        return new AxeTimes(unit, p.Integer("bindExpiredTime", 0, most), p.Integer("callbackExpiredTime", 0, most));
    }

    /// <summary>A modify without a unit keeps the binding's, which is known only once the binding is found.</summary>
    public void CheckRange(Parameters p, TimeUnit unit)
    {
        var most = AxeTime.Max(unit);
        if (BindExpiredTime > most)
        {
            p.Refuse("bindExpiredTime", "The longest time depends on the unit.", $"at most {most}");
        }

        if (CallbackExpiredTime > most)
        {
            p.Refuse("callbackExpiredTime", "The longest time depends on the unit.", $"at most {most}");
        }
    }

    /// <summary>Names the time that was sent: where only one of them was, the other is the binding's or the application's own.</summary>
    public void CheckOrder(Parameters p, AxeTime life, AxeTime recordLife)
    {
        if (!life.IsShorterThan(recordLife))
        {
            return;
        }

        const string Rule = "A binding lives at least as long as its call-back record.";
        if (BindExpiredTime is null)
        {
            p.Refuse("callbackExpiredTime", Rule, $"at most {life}", $"{recordLife}");
        }
        else
        {
            p.Refuse("bindExpiredTime", Rule, $"at least {recordLife}", $"{life}");
        }
    }
}
