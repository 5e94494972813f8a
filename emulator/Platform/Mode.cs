using PrivateNumber.Emulator.Text;

namespace PrivateNumber.Emulator;

/// <summary>What an application's numbers do: the product that it was ordered as.</summary>
public enum Mode
{
    /// <summary>AX: the private number X stands for A alone; whoever dials X reaches A.</summary>
    Ax,

    /// <summary>AXB: X connects exactly A and B.</summary>
    Axb,

    /// <summary>AXE: many A share X and are told apart by an extension.</summary>
    Axe,

    /// <summary>AXYB: A sees B as Y, B sees A as X.</summary>
    Axyb,

    /// <summary>X: the customer's server decides each call.</summary>
    X,
}

/// <summary>The modes as they are written.</summary>
internal static class ModeNames
{
    public static Choices<Mode> Choices { get; } =
        new(("AX", Mode.Ax), ("AXB", Mode.Axb), ("AXE", Mode.Axe), ("AXYB", Mode.Axyb), ("X", Mode.X));
}
