; Loops for comparing our pipelines with clang's -O3 (docs/engine.md): made as array_sqrt.ll from
;   void jacobi(long n, long m, double* restrict in, double* restrict out)  five points of a 2-D grid
;   void array_sqrt(long n, double* in, double* out)
; Function Attrs: nounwind uwtable
define void @jacobi(i64 noundef %n, i64 noundef %m, ptr noalias noundef %in, ptr noalias noundef %out) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc30, %entry
  %i.0 = phi i64 [ 1, %entry ], [ %inc31, %for.inc30 ]
  %sub = sub nsw i64 %n, 1
  %cmp = icmp slt i64 %i.0, %sub
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end32

for.body:                                         ; preds = %for.cond
  br label %for.cond1

for.cond1:                                        ; preds = %for.inc, %for.body
  %j.0 = phi i64 [ 1, %for.body ], [ %inc, %for.inc ]
  %sub2 = sub nsw i64 %m, 1
  %cmp3 = icmp slt i64 %j.0, %sub2
  br i1 %cmp3, label %for.body5, label %for.cond.cleanup4

for.cond.cleanup4:                                ; preds = %for.cond1
  br label %for.end

for.body5:                                        ; preds = %for.cond1
  %sub6 = sub nsw i64 %i.0, 1
  %mul = mul nsw i64 %sub6, %m
  %add = add nsw i64 %mul, %j.0
  %arrayidx = getelementptr inbounds double, ptr %in, i64 %add
  %0 = load double, ptr %arrayidx, align 8
  %add7 = add nsw i64 %i.0, 1
  %mul8 = mul nsw i64 %add7, %m
  %add9 = add nsw i64 %mul8, %j.0
  %arrayidx10 = getelementptr inbounds double, ptr %in, i64 %add9
  %1 = load double, ptr %arrayidx10, align 8
  %add11 = fadd double %0, %1
  %mul12 = mul nsw i64 %i.0, %m
  %add13 = add nsw i64 %mul12, %j.0
  %sub14 = sub nsw i64 %add13, 1
  %arrayidx15 = getelementptr inbounds double, ptr %in, i64 %sub14
  %2 = load double, ptr %arrayidx15, align 8
  %add16 = fadd double %add11, %2
  %mul17 = mul nsw i64 %i.0, %m
  %add18 = add nsw i64 %mul17, %j.0
  %add19 = add nsw i64 %add18, 1
  %arrayidx20 = getelementptr inbounds double, ptr %in, i64 %add19
  %3 = load double, ptr %arrayidx20, align 8
  %add21 = fadd double %add16, %3
  %mul22 = fmul double 2.500000e-01, %add21
  %mul23 = mul nsw i64 %i.0, %m
  %add24 = add nsw i64 %mul23, %j.0
  %arrayidx25 = getelementptr inbounds double, ptr %in, i64 %add24
  %4 = load double, ptr %arrayidx25, align 8
  %sub26 = fsub double %mul22, %4
  %mul27 = mul nsw i64 %i.0, %m
  %add28 = add nsw i64 %mul27, %j.0
  %arrayidx29 = getelementptr inbounds double, ptr %out, i64 %add28
  store double %sub26, ptr %arrayidx29, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body5
  %inc = add nsw i64 %j.0, 1
  br label %for.cond1

for.end:                                          ; preds = %for.cond.cleanup4
  br label %for.inc30

for.inc30:                                        ; preds = %for.end
  %inc31 = add nsw i64 %i.0, 1
  br label %for.cond

for.end32:                                        ; preds = %for.cond.cleanup
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind uwtable
define void @array_sqrt(i64 noundef %n, ptr noundef %in, ptr noundef %out) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %i.0 = phi i64 [ 0, %entry ], [ %inc, %for.inc ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %arrayidx = getelementptr inbounds double, ptr %in, i64 %i.0
  %0 = load double, ptr %arrayidx, align 8
  %1 = call double @llvm.sqrt.f64(double %0)
  %arrayidx1 = getelementptr inbounds double, ptr %out, i64 %i.0
  store double %1, ptr %arrayidx1, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind speculatable willreturn memory(none)
declare double @llvm.sqrt.f64(double) #2

; Function Attrs: nounwind uwtable
define double @fib(i64 noundef %n) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %b.0 = phi double [ 1.000000e+00, %entry ], [ %a.0, %for.inc ]
  %a.0 = phi double [ 0.000000e+00, %entry ], [ %add, %for.inc ]
  %i.0 = phi i64 [ 0, %entry ], [ %inc, %for.inc ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %add = fadd double %a.0, %b.0
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  ret double %a.0
}

; Function Attrs: nounwind uwtable
define void @strided(i64 noundef %n, ptr noundef %in, i64 noundef %si, ptr noundef %out, i64 noundef %so) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %i.0 = phi i64 [ 0, %entry ], [ %inc, %for.inc ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %mul = mul nsw i64 %i.0, %si
  %add.ptr = getelementptr inbounds i8, ptr %in, i64 %mul
  %0 = load double, ptr %add.ptr, align 8
  %1 = call double @llvm.sqrt.f64(double %0)
  %mul1 = mul nsw i64 %i.0, %so
  %add.ptr2 = getelementptr inbounds i8, ptr %out, i64 %mul1
  store double %1, ptr %add.ptr2, align 8
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  ret void
}

; Function Attrs: nounwind uwtable
define double @total(i64 noundef %n, ptr noundef %x) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %s.0 = phi double [ 0.000000e+00, %entry ], [ %add, %for.inc ]
  %i.0 = phi i64 [ 0, %entry ], [ %inc, %for.inc ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %arrayidx = getelementptr inbounds double, ptr %x, i64 %i.0
  %0 = load double, ptr %arrayidx, align 8
  %add = fadd double %s.0, %0
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  ret double %s.0
}

; Function Attrs: nounwind uwtable
define void @matmul(i64 noundef %n, ptr noalias noundef %a, ptr noalias noundef %b, ptr noalias noundef %c) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc20, %entry
  %i.0 = phi i64 [ 0, %entry ], [ %inc21, %for.inc20 ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end22

for.body:                                         ; preds = %for.cond
  br label %for.cond1

for.cond1:                                        ; preds = %for.inc17, %for.body
  %j.0 = phi i64 [ 0, %for.body ], [ %inc18, %for.inc17 ]
  %cmp2 = icmp slt i64 %j.0, %n
  br i1 %cmp2, label %for.body4, label %for.cond.cleanup3

for.cond.cleanup3:                                ; preds = %for.cond1
  br label %for.end19

for.body4:                                        ; preds = %for.cond1
  br label %for.cond5

for.cond5:                                        ; preds = %for.inc, %for.body4
  %s.0 = phi double [ 0.000000e+00, %for.body4 ], [ %add13, %for.inc ]
  %k.0 = phi i64 [ 0, %for.body4 ], [ %inc, %for.inc ]
  %cmp6 = icmp slt i64 %k.0, %n
  br i1 %cmp6, label %for.body8, label %for.cond.cleanup7

for.cond.cleanup7:                                ; preds = %for.cond5
  br label %for.end

for.body8:                                        ; preds = %for.cond5
  %mul = mul nsw i64 %i.0, %n
  %add = add nsw i64 %mul, %k.0
  %arrayidx = getelementptr inbounds double, ptr %a, i64 %add
  %0 = load double, ptr %arrayidx, align 8
  %mul9 = mul nsw i64 %k.0, %n
  %add10 = add nsw i64 %mul9, %j.0
  %arrayidx11 = getelementptr inbounds double, ptr %b, i64 %add10
  %1 = load double, ptr %arrayidx11, align 8
  %mul12 = fmul double %0, %1
  %add13 = fadd double %s.0, %mul12
  br label %for.inc

for.inc:                                          ; preds = %for.body8
  %inc = add nsw i64 %k.0, 1
  br label %for.cond5

for.end:                                          ; preds = %for.cond.cleanup7
  %mul14 = mul nsw i64 %i.0, %n
  %add15 = add nsw i64 %mul14, %j.0
  %arrayidx16 = getelementptr inbounds double, ptr %c, i64 %add15
  store double %s.0, ptr %arrayidx16, align 8
  br label %for.inc17

for.inc17:                                        ; preds = %for.end
  %inc18 = add nsw i64 %j.0, 1
  br label %for.cond1

for.end19:                                        ; preds = %for.cond.cleanup3
  br label %for.inc20

for.inc20:                                        ; preds = %for.end19
  %inc21 = add nsw i64 %i.0, 1
  br label %for.cond

for.end22:                                        ; preds = %for.cond.cleanup
  ret void
}

; Function Attrs: nounwind uwtable
define i64 @isum(i64 noundef %n, ptr noundef %x) #0 {
entry:
  br label %for.cond

for.cond:                                         ; preds = %for.inc, %entry
  %s.0 = phi i64 [ 0, %entry ], [ %add, %for.inc ]
  %i.0 = phi i64 [ 0, %entry ], [ %inc, %for.inc ]
  %cmp = icmp slt i64 %i.0, %n
  br i1 %cmp, label %for.body, label %for.cond.cleanup

for.cond.cleanup:                                 ; preds = %for.cond
  br label %for.end

for.body:                                         ; preds = %for.cond
  %arrayidx = getelementptr inbounds i64, ptr %x, i64 %i.0
  %0 = load i64, ptr %arrayidx, align 8
  %arrayidx1 = getelementptr inbounds i64, ptr %x, i64 %i.0
  %1 = load i64, ptr %arrayidx1, align 8
  %and = and i64 %1, 3
  %mul = mul nsw i64 %0, %and
  %add = add nsw i64 %s.0, %mul
  br label %for.inc

for.inc:                                          ; preds = %for.body
  %inc = add nsw i64 %i.0, 1
  br label %for.cond

for.end:                                          ; preds = %for.cond.cleanup
  ret i64 %s.0
}

attributes #0 = { nounwind uwtable }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nocallback nofree nosync nounwind speculatable willreturn memory(none) }
