package dev.flowbed.cli.supervise;

import dev.flowbed.status.LifetimePlan;
import java.util.List;

/** What a supervisor keeps running, and for how long. */
public record SupervisedPlan(List<UnitPlan> units, LifetimePlan lifetime) {}
